"""The app: streamlit run demo_app.py"""

import streamlit as st

if __name__ == "__main__":  # for a visitor
    from memviz.language import _
    from memviz.pages import PAGES, TITLE
    from memviz.pages.shared.session_language import speak

    speak()
    st.set_page_config(page_title=_(TITLE), page_icon="🧠", layout="wide")
    pages = [st.Page(page.draw, title=_(page.title), url_path=page.path, default=page is PAGES[0]) for page in PAGES]
    st.navigation(pages, position="top").run()
else:  # the server imports it, before it listens
    from streamlit import net_util

    from memviz.pages import FORMER, LOOKUP, PAGES
    from memviz.pages.shared.redirect import renamed, to_root

    # Whenever a page of another origin knocks, Streamlit asks an address service outside for this machine's address, to
    # see whether that is it. No setting turns this off, but an address once known is not asked for.
    net_util._external_ip = "127.0.0.1"
    app = st.App(__file__, routes=[*to_root(PAGES[0].path, *FORMER), *renamed(LOOKUP, "facts")])

"""The app: streamlit run demo_app.py"""

import streamlit as st

if __name__ == "__main__":  # for a visitor
    from memviz.language import _
    from memviz.pages import FORMER, PAGES, TITLE
    from memviz.pages.shared.session_language import speak

    speak()
    st.set_page_config(page_title=_(TITLE), page_icon="🧠", layout="wide")
    pages = {
        page.path: st.Page(page.draw, title=_(page.title), url_path=page.path, default=page is PAGES[0])
        for page in PAGES
    }

    def moved() -> None:
        """A link to a page that was."""
        st.switch_page(pages[FORMER[here.url_path]], query_params=st.query_params.to_dict())

    former = [st.Page(moved, title=path, url_path=path, visibility="hidden") for path in FORMER]
    here = st.navigation([*pages.values(), *former], position="top")
    here.run()
else:  # the server imports it, before it listens
    from streamlit import net_util

    # Whenever a page of another origin knocks, Streamlit asks an address service outside for this machine's address, to
    # see whether that is it. No setting turns this off, but an address once known is not asked for.
    net_util._external_ip = "127.0.0.1"
    app = st.App(__file__)

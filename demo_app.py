"""The app: streamlit run demo_app.py. The server imports this file before anybody comes, and a page executes it."""

import streamlit as st

from memviz.language import _
from memviz.pages import PAGES, TITLE
from memviz.pages.shared.offline import stay_offline
from memviz.pages.shared.redirect import to_root
from memviz.pages.shared.session_language import speak

if __name__ == "__main__":
    speak()
    st.set_page_config(page_title=_(TITLE), page_icon="🧠", layout="wide")
    pages = [st.Page(page.draw, title=_(page.title), url_path=page.path, default=page is PAGES[0]) for page in PAGES]
    st.navigation(pages, position="top").run()
else:
    stay_offline()
    app = st.App(__file__, routes=to_root(PAGES[0].path))

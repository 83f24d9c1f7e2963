"""The app: streamlit run demo_app.py"""

import streamlit as st

from memviz.language import _
from memviz.pages import PAGES, TITLE
from memviz.pages.shared.session_language import speak

speak()
st.set_page_config(page_title=_(TITLE), page_icon="🧠", layout="wide")
pages = [st.Page(page.draw, title=_(page.title), url_path=page.path, default=page is PAGES[0]) for page in PAGES]
st.navigation(pages, position="top").run()

"""The least that a page of Streamlit can be: a button and a line. What memviz adds to it is measured beside it."""

import streamlit as st

count = st.session_state.setdefault("count", 0) + bool(st.button("Again"))
st.session_state.count = count
st.html(f'<p data-painted="{count}">{count}</p>')

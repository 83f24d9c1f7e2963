"""What is drawn in the browser, one view a folder; `component` puts a view on a Streamlit page."""

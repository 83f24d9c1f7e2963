/** A view of the chapter as a Streamlit component; every view has a `mountView`. */
import { mountView } from "./walk.js";

/** Runs at every change of data or theme, so the view is kept on the element it lives in. */
export default function ({ data, parentElement }) {
  parentElement.chapter ??= mountView(parentElement);
  parentElement.chapter.update(data);
  return () => {
    parentElement.chapter?.destroy();
    parentElement.chapter = undefined;
  };
}

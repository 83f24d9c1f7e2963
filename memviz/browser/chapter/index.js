/** A view of the lesson as a Streamlit component; every view has a `mountView`. */
import { mountView } from "./walk.js";

/** Runs at every change of data or theme, so the view is kept on the element it lives in. */
export default function ({ data, parentElement }) {
  parentElement.lesson ??= mountView(parentElement);
  parentElement.lesson.update(data);
  return () => {
    parentElement.lesson?.destroy();
    parentElement.lesson = undefined;
  };
}

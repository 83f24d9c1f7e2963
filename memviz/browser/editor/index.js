/** The editor as a Streamlit component. */
import { mountEditor } from "./editor.js";

/** Runs at every change of data or theme, so the editor is kept on the element it lives in. */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const server = { tell: (draft) => setStateValue("draft", draft), want: setTriggerValue };
  parentElement.storyEditor ??= mountEditor(parentElement, data.name, data.first, server);
  Object.assign(parentElement.storyEditor.server, server);
  parentElement.storyEditor.update(data);
  return () => {
    parentElement.storyEditor?.destroy();
    parentElement.storyEditor = undefined;
  };
}

/** The talk as a Streamlit component. */
import { mountTalk } from "./talk.js";

/** Runs at every change of data or theme, so the talk is kept on the element it lives in. */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const server = {
    tell: (wanted) => setStateValue("wanted", wanted),
    open: (file) => setTriggerValue("open", file),
    export: (text) => setTriggerValue("export", text),
  };
  parentElement.talk ??= mountTalk(parentElement, data.first, server);
  Object.assign(parentElement.talk.server, server);
  parentElement.talk.update(data);
  return () => {
    parentElement.talk?.destroy();
    parentElement.talk = undefined;
  };
}

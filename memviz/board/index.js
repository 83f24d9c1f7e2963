/** The memory board as a Streamlit component. */
import { mountBoard } from "./board.js";

/** Runs at every change of data or theme, so the board is kept on the element it lives in. */
export default function ({ data, parentElement, setStateValue }) {
  parentElement.memoryBoard ??= mountBoard(parentElement);
  parentElement.memoryBoard.send = (changes) => setStateValue("changes", changes);
  parentElement.memoryBoard.update(data);
  return () => {
    parentElement.memoryBoard?.destroy();
    parentElement.memoryBoard = undefined;
  };
}

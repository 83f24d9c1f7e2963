/** The memory board as a Streamlit component; the hop that is shown is in the page's address. */
import { takeHop, writeHop } from "../mount/address.js";
import { mountBoard } from "./board.js";

/** Runs at every change of data or theme, so the board is kept on the element it lives in. */
export default function ({ data, parentElement, setStateValue }) {
  parentElement.memoryBoard ??= mountBoard(parentElement);
  parentElement.memoryBoard.send = (changes) => setStateValue("changes", changes);
  parentElement.memoryBoard.stepped = (hop, last) => writeHop(hop === last ? null : hop);
  parentElement.memoryBoard.update(data, takeHop());
  return () => {
    parentElement.memoryBoard?.destroy();
    parentElement.memoryBoard = undefined;
  };
}

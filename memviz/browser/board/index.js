/** The memory board as a Streamlit component; the hop that is shown is in the page's address. */
import { takeHop, writeHop } from "../component/address.js";
import { mountBoard } from "./board.js";

const SETTLED = 150; // ms: writing an address takes longer than drawing a hop

/** Runs at every change of data or theme, so the board is kept on the element it lives in. */
export default function ({ data, parentElement, setStateValue }) {
  parentElement.memoryBoard ??= mountBoard(parentElement);
  parentElement.memoryBoard.send = (changes) => setStateValue("changes", changes);
  parentElement.memoryBoard.stepped = (hop, last) => {
    clearTimeout(parentElement.stepping);
    parentElement.stepping = setTimeout(() => writeHop(hop === last ? null : hop), SETTLED);
  };
  parentElement.memoryBoard.update(data, takeHop());
  return () => {
    clearTimeout(parentElement.stepping);
    parentElement.memoryBoard?.destroy();
    parentElement.memoryBoard = undefined;
  };
}

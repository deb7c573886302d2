// What the person acted as does.

import { act } from "../api.js";
import { state, tell } from "../state.js";
import { fail } from "./toasts.js";

/** Does it as this person. What goes wrong is told; the page hears that something was done in any case. */
export async function does(route, given) {
  await act(route, { as: state.me, ...given }).catch(fail);
  tell("acted");
}

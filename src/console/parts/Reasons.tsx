// src/console/parts/Reasons.tsx —— 理由:all of them, numbered, each with its article
import type { Reason } from '../wire/shapes.ts';
import { fullWidth } from './fullWidth.ts';
import { Law } from './Law.tsx';

/** Why an act cannot be done: every reason in the order of the procedure. */
export const Reasons = ({ reasons }: { reasons: Reason[] }) => (
  <ol className="why">
    {reasons.map((reason) => (
      <li key={`${reason.gate}${reason.says}`}>
        {fullWidth(reason.says)}　<Law cite={reason.basis} />
        {reason.detail && <span className="detail">{fullWidth(reason.detail)}</span>}
      </li>
    ))}
  </ol>
);

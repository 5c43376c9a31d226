// src/console/act/Foot.tsx —— 表单的脚:submit, keep, how many left
import { shanghaiMinute } from '../../base/dates.ts';
import type { StepId } from '../wire/shapes.ts';
import { submitLabel } from './writing/sections.ts';

type Props = { step: StepId; name: string; busy: boolean; left: number; reasons: number; at: string; onLeave: () => void };

/** Submit stays open: pressing it with something missing leads to the list of what is missing. */
export const Foot = ({ step, name, busy, left, reasons, at, onLeave }: Props) => (
  <div className="foot">
    <button type="submit" className="btn pri big" aria-disabled={busy}>
      {busy ? '正在记入……' : submitLabel(step, name)} <kbd>Ctrl</kbd>
      <kbd>Enter</kbd>
    </button>
    <button type="button" className="btn big" onClick={onLeave}>
      存草稿，先离开
    </button>
    <span className="mute" aria-live="polite">
      {left > 0 ? `还有${left}处　` : reasons > 0 ? `还有${reasons}个理由不能记入　` : ''}
      {at && `草稿 ${shanghaiMinute(at).slice(11)} 已存在本页，仅您可见`}
    </span>
  </div>
);

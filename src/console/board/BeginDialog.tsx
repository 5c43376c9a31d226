// src/console/board/BeginDialog.tsx —— 新办：which procedure begins, by act type; only what the person's posts let him begin
import { Dialog } from '../parts/Dialog.tsx';
import type { Me, StepId } from '../wire/shapes.ts';

/** Asks which procedure to begin; `start` is given its first step. */
export function BeginDialog({ begins, start, close }: { begins: Me['begins']; start: (step: StepId) => void; close: () => void }) {
  const kinds = [...Map.groupBy(begins, ({ kind }) => kind)];
  return (
    <Dialog title="新办哪一类" wide onClose={close}>
      <dl className="begin">
        {kinds.map(([kind, own]) => (
          <div key={kind}>
            <dt>{kind}</dt>
            {own.map(({ step, name, procedure }) => (
              <dd key={step}>
                <button type="button" className="btn" data-first={step === begins[0]!.step || undefined} onClick={() => start(step)}>
                  {procedure}
                </button>
                <span className="small mute">从“{name}”开始</span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

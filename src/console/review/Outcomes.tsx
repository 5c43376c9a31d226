// src/console/review/Outcomes.tsx —— 八种结论,各写效果;“同意”在七点都认可以前不开
import { type ReviewOutcome, reviewOutcomes } from '../../law/vocabulary.ts';

type Props = { chosen?: string; agreed: boolean; left: number; onChoose: (outcome: ReviewOutcome) => void };

export const Outcomes = ({ chosen, agreed, left, onChoose }: Props) => (
  <div className="outs" role="radiogroup" aria-label="审核结论" id="f-outcome">
    {(Object.entries(reviewOutcomes) as [ReviewOutcome, { name: string; effect: string }][]).map(([key, { name, effect }]) => {
      const shut = key === 'passed' && !agreed;
      return (
        <label key={key} className={shut ? 'shut' : chosen === key ? 'on' : undefined}>
          <input type="radio" name="outcome" disabled={shut} checked={chosen === key && !shut} onChange={() => onChoose(key)} />
          <span>
            {name.replaceAll(',', '，')}
            <small>{shut ? (left > 0 ? `还有${left}项未看，暂不能选` : '有不认可的，不能选') : effect}</small>
          </span>
        </label>
      );
    })}
  </div>
);

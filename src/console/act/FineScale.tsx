// src/console/act/FineScale.tsx —— 罚款标尺:the statutory range, the tier in it, and the amount now written
import { yuan } from '../../base/money.ts';

type Range = { min: number; max: number };
const [LEFT, RIGHT] = [6, 554];
const whole = (fen: number) => yuan(fen).replace(/\.00$/, '');

/** Nothing is drawn outside the frame: an amount beyond the article stands at its end, in red, with its figure. */
export function FineScale({ article, tier, tierName, fine }: { article: Range; tier?: Range; tierName?: string; fine?: number }) {
  if (article.max <= article.min) return null;
  const x = (fen: number) =>
    LEFT + ((Math.min(Math.max(fen, article.min), article.max) - article.min) / (article.max - article.min)) * (RIGHT - LEFT);
  const within = (range: Range) => fine !== undefined && fine >= range.min && fine <= range.max;
  const bad = fine !== undefined && !within(tier ?? article);
  const [from, to] = tier ? [x(tier.min), x(tier.max)] : [LEFT, LEFT];
  const says = `法定${whole(article.min)}至${whole(article.max)}元${tier ? `；${tierName ?? '本'}档${whole(tier.min)}至${whole(tier.max)}元` : ''}${fine === undefined ? '' : `；现填${whole(fine)}元${bad ? '，超出' : ''}`}`;
  return (
    <svg className="scale" viewBox="0 0 560 78" role="img" aria-label={says}>
      <rect className="whole" x={LEFT} y={34} width={RIGHT - LEFT} height={10} />
      {tier && <rect className="tier" x={from} y={34} width={Math.max(2, to - from)} height={10} />}
      <path className="end" d={`M${LEFT} 28v22M${RIGHT} 28v22`} strokeWidth={1.5} />
      <text x={LEFT} y={66}>
        {whole(article.min)}
      </text>
      <text x={RIGHT} y={66} textAnchor="end">
        {whole(article.max)}
      </text>
      {tier && to - LEFT > 60 && RIGHT - to > 70 && (
        <text x={to} y={66} textAnchor="middle">
          {whole(tier.max)}
        </text>
      )}
      {tier && from - LEFT > 60 && (
        <text x={from} y={66} textAnchor="middle">
          {whole(tier.min)}
        </text>
      )}
      {fine !== undefined && (
        <>
          <path className={`now${bad ? ' bad' : ''}`} d={`M${x(fine) - 5} 16h10l-5 16z`} />
          <text className={`now${bad ? ' bad' : ''}`} x={Math.min(Math.max(x(fine), 40), 520)} y={12} textAnchor="middle">
            现填{whole(fine)}
          </text>
        </>
      )}
    </svg>
  );
}

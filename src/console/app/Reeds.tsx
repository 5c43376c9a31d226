// src/console/app/Reeds.tsx —— 苇
const stalks = [
  38, 62, 84, 95, 123, 153, 185, 207, 242, 269, 284, 311, 332, 366, 389, 410, 448, 978, 1022, 1064, 1110, 1141, 1190, 1212, 1266, 1284,
  1350,
];

/** The reeds beneath the sign-in page; the same at every visit. */
export const Reeds = () => (
  <svg className="reeds" viewBox="0 0 1440 132" preserveAspectRatio="xMinYMax slice" aria-hidden="true">
    <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
      {stalks.map((x, i) => {
        const height = 42 + ((x * 37) % 74);
        const lean = (i % 3) - 1 ? 5 : -5;
        const [tipX, tipY] = [x + lean, 130 - height];
        return (
          <g key={x}>
            <path d={`M${x} 130q${lean / 3} ${-height / 2} ${lean} ${-height}`} />
            <path d={`M${tipX} ${tipY}q3-7 9-10-1 7-7 13z`} fill="currentColor" stroke="none" />
          </g>
        );
      })}
      <path d="M0 131h1440" />
    </g>
  </svg>
);

// src/console/parts/Icon.tsx —— 图形:drawn here, 16 px, always beside words
const paths = {
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.6 3.6" />
    </>
  ),
  down: <path d="m4 6.2 4 4 4-4" />,
  plus: <path d="M8 3v10M3 8h10" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  check: <path d="m3 8.5 3.4 3.3L13 5" />,
  warn: (
    <>
      <path d="M8 2.2 14.2 13.4H1.8z" />
      <path d="M8 6.4v3.4M8 11.6v.2" />
    </>
  ),
  proof: (
    <>
      <path d="M8 2v3.2M8 5.2 4.2 9M8 5.2 11.8 9" />
      <circle cx="4.2" cy="11" r="1.9" />
      <circle cx="11.8" cy="11" r="1.9" />
    </>
  ),
  paper: (
    <>
      <path d="M4 1.8h5.2L12.5 5v9.2H4z" />
      <path d="M9 2v3.2h3.2M6 8h4.5M6 10.8h4.5" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  eye: (
    <>
      <path d="M1.5 8s2.5-4.2 6.5-4.2S14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  photo: (
    <>
      <rect x="1.8" y="3.2" width="12.4" height="9.6" rx="1" />
      <circle cx="5.4" cy="6.4" r="1.2" />
      <path d="m2.5 11.6 3.6-3 2.4 2 2.6-3 3 4" />
    </>
  ),
  film: (
    <>
      <rect x="1.8" y="3.2" width="12.4" height="9.6" rx="1" />
      <path d="m6.6 5.8 4 2.2-4 2.2z" />
    </>
  ),
  sound: <path d="M3 6.2v3.6h2.4L8.6 12.4V3.6L5.4 6.2zM11 5.8a3 3 0 0 1 0 4.4" />,
  upload: <path d="M8 11V3M4.8 6 8 2.8 11.2 6M3 13.2h10" />,
  off: <path d="M2 2l12 12M3 6.6a8 8 0 0 1 3-1.8M9 4.4a8 8 0 0 1 4 2.2M5.4 9.2a4 4 0 0 1 2-1M8 12.4v.2" />,
};
export type IconName = keyof typeof paths;

/** A small drawing; it says nothing to a screen reader, the words beside it do. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
    {paths[name]}
  </svg>
);

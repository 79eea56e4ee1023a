import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { Notice } from '../../shared/ui/notice.tsx';
import { nextStretch, type PlayedStretch } from './played-stretch.ts';

/** A lesson's video. What was really played is told, second by second; skipping earns nothing. */
export function LessonVideo(props: {
  url: string;
  title: string;
  onPlayed: (stretch: PlayedStretch) => void;
}): ReactNode {
  const { url, title, onPlayed } = props;
  const lastSeconds = useRef<number | null>(null);
  const [isBroken, setBroken] = useState(false);
  const tell = ({ currentTarget }: SyntheticEvent<HTMLVideoElement>): void => {
    const { currentTime, playbackRate } = currentTarget;
    const stretch = nextStretch({
      lastSeconds: lastSeconds.current,
      currentSeconds: currentTime,
      playbackRate,
    });
    lastSeconds.current = currentTime;
    if (stretch !== undefined) onPlayed(stretch);
  };
  const begin = ({ currentTarget }: SyntheticEvent<HTMLVideoElement>): void => {
    lastSeconds.current = currentTarget.currentTime;
  };
  return (
    <div className="stack tight">
      {/* biome-ignore lint/a11y/useMediaCaption: the catalog holds no captions; the lesson's text says what the video shows. */}
      <video
        controls
        preload="metadata"
        playsInline
        src={url}
        aria-label={`Video: ${title}`}
        onTimeUpdate={tell}
        onPause={tell}
        onEnded={tell}
        onPlay={begin}
        onSeeking={begin}
        onError={() => setBroken(true)}
      />
      {isBroken && (
        <Notice kind="warn">
          The video could not be loaded. Load the page again, best with a better connection.
        </Notice>
      )}
    </div>
  );
}

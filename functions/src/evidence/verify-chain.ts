import { type ChainHead, type Link, linkHash } from './chain.ts';

/**
 * What is wrong with a chain: a link is missing, does not follow the one before, says something else than when it
 * was written, or the owner's head names another end.
 */
export type ChainFault = 'missingLink' | 'brokenLink' | 'alteredContent' | 'otherHead';

export interface FoundFault {
  readonly fault: ChainFault;
  /** Where it shows first. */
  readonly position: number;
}

/**
 * The first fault of a chain, or undefined if it is whole. Links appended after the head was read are left aside.
 * @param input.links in any order, as stored
 */
export function chainFault(input: {
  readonly rootHash: string;
  readonly head: ChainHead;
  readonly links: readonly Link[];
}): FoundFault | undefined {
  const { head } = input;
  const links = input.links
    .filter(({ position }) => position <= head.length)
    .sort((a, b) => a.position - b.position);
  let previousHash = input.rootHash;
  for (const [index, link] of links.entries()) {
    const position = index + 1;
    if (link.position !== position) return { fault: 'missingLink', position };
    if (link.previousHash !== previousHash) return { fault: 'brokenLink', position };
    if (linkHash(link) !== link.hash) return { fault: 'alteredContent', position };
    previousHash = link.hash;
  }
  if (links.length !== head.length) return { fault: 'missingLink', position: links.length + 1 };
  return previousHash === head.hash ? undefined : { fault: 'otherHead', position: head.length };
}

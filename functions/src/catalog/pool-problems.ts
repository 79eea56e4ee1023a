import { type Problem, problemAt, repeated } from './problem.ts';
import type { KeyedQuestion } from './quiz.ts';

/** A pool is one document, and a commit writes it twice; a document holds 1 MiB with its index. */
const MAX_POOL_BYTES = 700_000;

/** What is wrong with a pool although each field is well-formed: nobody could answer such a question rightly. */
export function poolProblems(questions: readonly KeyedQuestion[]): readonly Problem[] {
  const ids = questions.map(question => question.questionId);
  const problems = repeated(ids).map(index => problemAt([index, 'questionId'], 'is there twice'));
  const bytes = Buffer.byteLength(JSON.stringify(questions));
  if (bytes > MAX_POOL_BYTES) problems.push(problemAt([], `is larger than ${MAX_POOL_BYTES} bytes`));
  for (const [index, question] of questions.entries())
    for (const { path, message } of questionProblems(question))
      problems.push(problemAt([index, ...path], message));
  return problems;
}

function questionProblems(question: KeyedQuestion): readonly Problem[] {
  switch (question.kind) {
    case 'singleChoice':
      return [
        ...optionProblems(question.options),
        ...keyProblems({ ...question, field: ['correctOptionId'], keys: [question.correctOptionId] }),
      ];
    case 'multipleChoice':
      return [
        ...optionProblems(question.options),
        ...question.correctOptionIds.flatMap((key, index) =>
          keyProblems({ ...question, field: ['correctOptionIds', index], keys: [key] }),
        ),
        ...repeated(question.correctOptionIds).map(index =>
          problemAt(['correctOptionIds', index], 'is there twice'),
        ),
      ];
    case 'numeric':
      return question.correctValue !== 0 && question.tolerance >= Math.abs(question.correctValue)
        ? [problemAt(['tolerance'], 'is as large as the value itself: zero would be right too')]
        : [];
    case 'shortText':
      return [
        ...question.acceptedTexts.flatMap((text, index) =>
          text.trim() === '' ? [problemAt(['acceptedTexts', index], 'is blank')] : [],
        ),
        ...repeated(question.acceptedTexts).map(index =>
          problemAt(['acceptedTexts', index], 'is there twice'),
        ),
      ];
  }
}

type Options = Extract<KeyedQuestion, { kind: 'singleChoice' }>['options'];

function optionProblems(options: Options): readonly Problem[] {
  return [
    ...repeated(options.map(option => option.optionId)).map(index =>
      problemAt(['options', index, 'optionId'], 'is there twice'),
    ),
    ...repeated(options.map(option => option.text.trim())).map(index =>
      problemAt(['options', index, 'text'], 'is there twice'),
    ),
  ];
}

function keyProblems({
  options,
  keys,
  field,
}: {
  options: Options;
  keys: readonly string[];
  field: Problem['path'];
}): readonly Problem[] {
  const known = new Set<string>(options.map(option => option.optionId));
  return keys.every(key => known.has(key)) ? [] : [problemAt(field, 'is not one of the options')];
}

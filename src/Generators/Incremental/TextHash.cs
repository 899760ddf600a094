using System;
using System.Buffers;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Generators.Incremental;

/// <summary>64-bit FNV-1a of pieces of a text: two that differ in one place always differ.</summary>
internal static class TextHash
{
    public const ulong Empty = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, char c) => unchecked((hash ^ c) * Prime);

    public static ulong Add(ulong hash, ulong value) => unchecked(((((hash ^ (value >> 32)) * Prime) ^ (uint)value) * Prime) + 1);

    public static ulong Of(string text)
    {
        var hash = Empty;
        foreach (var c in text)
            hash = Add(hash, c);
        return hash;
    }

    public static ulong Of(SourceText text, IEnumerable<TextSpan> spans)
    {
        var hash = Empty;
        foreach (var span in spans)
        {
            using var piece = new Piece(text, span);
            for (var i = 0; i < piece.Length; i++)
                hash = Add(hash, piece.Characters[i]);
            hash = Add(hash, (ulong)span.Length);   // where one piece ends is part of what is said
        }

        return hash;
    }

    /// <summary>
    /// Adds the hashes of all words in the text, whatever they are: identifiers, keywords, words of comments. More than the names that the text can
    /// mean, and never fewer. False if a name may be written in a way that is not its own spelling.
    /// </summary>
    public static bool AddWords(SourceText text, IEnumerable<TextSpan> spans, HashSet<ulong> words)
    {
        var isPlain = true;
        foreach (var span in spans)
        {
            using var piece = new Piece(text, span);
            for (var i = 0; i < piece.Length;)
            {
                var c = piece.Characters[i];
                if (c == '\\' && i + 1 < piece.Length && piece.Characters[i + 1] is 'u' or 'U')
                    isPlain = false;
                if (!IsOfWord(c))
                {
                    i++;
                    continue;
                }

                var hash = Empty;
                for (; i < piece.Length && IsOfWord(piece.Characters[i]); i++)
                    hash = Add(hash, piece.Characters[i]);
                words.Add(hash);
            }
        }

        return isPlain;
    }

    /// <summary>False if a word stands nowhere in the text, not even as a part of another, and cannot be hidden in escapes.</summary>
    public static bool MayMention(SourceText text, string word)
    {
        using var all = new Piece(text, new TextSpan(0, text.Length));
        var characters = all.Characters.AsSpan(0, all.Length);
        return characters.IndexOf(word.AsSpan()) >= 0 || characters.IndexOf("\\u".AsSpan()) >= 0 || characters.IndexOf("\\U".AsSpan()) >= 0;
    }

    private static bool IsOfWord(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or > (char)127;

    /// <summary>Characters of a span in a borrowed array.</summary>
    private readonly ref struct Piece
    {
        public Piece(SourceText text, TextSpan span)
        {
            Characters = ArrayPool<char>.Shared.Rent(span.Length);
            Length = span.Length;
            text.CopyTo(span.Start, Characters, 0, span.Length);
        }

        public char[] Characters { get; }

        public int Length { get; }

        public void Dispose() => ArrayPool<char>.Shared.Return(Characters);
    }
}

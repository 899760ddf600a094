using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Common;

/// <summary>The C# that generated code is written in, and that its callers need.</summary>
internal static class LanguageSupport
{
    /// <summary>The least version: the first with extension members.</summary>
    public const LanguageVersion Least = LanguageVersion.CSharp14;

    /// <summary>False for a file of an older version, for which nothing is generated: the analyzer's error must stand alone.</summary>
    public static bool IsSupported(SyntaxNode node) => node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= Least };
}

using System.Composition;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN014: puts the nearest of the values that <c>[AllowedValues]</c> allows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultValueFix)), Shared]
public sealed class DefaultValueFix() : NearestTextFix("GEN014");

using System.Composition;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN013: puts the nearest key or named config in an update string, whose value stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UpdateStringFix)), Shared]
public sealed class UpdateStringFix() : NearestTextFix("GEN013");

using System.Composition;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN013: changes the key or named config in an update string to the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UpdateStringFix)), Shared]
public sealed class UpdateStringFix() : StringLiteralFix(RuleIds.UpdateString);

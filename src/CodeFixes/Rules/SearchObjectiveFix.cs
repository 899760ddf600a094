using System.Composition;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN041: changes the objective to the nearest scalar that is logged.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SearchObjectiveFix)), Shared]
public sealed class SearchObjectiveFix() : StringLiteralFix(RuleIds.SearchObjective);

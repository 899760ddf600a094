using System.Composition;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN031: changes the monitored name to the nearest one that is logged.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MonitoredNameFix)), Shared]
public sealed class MonitoredNameFix() : StringLiteralFix(RuleIds.MonitoredName);

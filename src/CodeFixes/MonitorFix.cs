using System.Composition;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN031: puts the nearest name that is logged.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MonitorFix)), Shared]
public sealed class MonitorFix() : NearestTextFix("GEN031");

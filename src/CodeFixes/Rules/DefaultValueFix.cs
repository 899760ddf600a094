using System.Composition;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN014: changes the default to the nearest of the values that <c>[AllowedValues]</c> allows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultValueFix)), Shared]
public sealed class DefaultValueFix() : StringLiteralFix(RuleIds.DefaultValue);

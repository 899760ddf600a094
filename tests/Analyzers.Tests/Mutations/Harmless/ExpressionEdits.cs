using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Harmless;

/// <summary>The same code in other words.</summary>
internal static class ExpressionEdits
{
    private static readonly SymbolDisplayFormat s_full = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static IEnumerable<HarmlessKind> Kinds =>
    [
        new("type in place of var", ExplicitTypes),
        new("type by its full name", FullTypes),
        new("attribute by its full name", FullAttributes),
        new("body in braces", Bodies((result, isVoid) => isVoid ? $"{{ {result}; }}" : $"{{ return {result}; }}")),
        new("result by way of a variable", Bodies((result, isVoid) => isVoid ? $"{{ {result}; return; }}" : $"{{ var result = ({result}); return result; }}")),
        new("result by way of a local function", Bodies((result, isVoid) => isVoid ? $"{{ void Inner() => {result}; Inner(); }}" : null)),
        new("result in parentheses", (s, _) => s.Nodes<ReturnStatementSyntax>().Where(r => r.Expression is not null and not CollectionExpressionSyntax && !HasConversion(s, r.Expression!)).Select(r => new Change().InsertBefore(r.Expression!, "(").InsertAfter(r.Expression!, ")"))),
        new("call with this", This),
        new("call with named arguments", NamedArguments),
        new("new with its type", New),
        new("accessors in another order, set for init", Accessors),
        new("key in another spelling", Keys),
        new("update string in another spelling", Updates),
        new("internal in place of private", Internal),
        new("sealed left out", (s, _) => s.Types().SelectMany(t => t.Syntax.Modifiers.Where(m => m.IsKind(SyntaxKind.SealedKeyword)).Select(m => new Change().Replace(t.Syntax.SyntaxTree, m.FullSpan, "")))),
    ];

    private static bool HasConversion(Subject subject, ExpressionSyntax expression) => subject.Model(expression).GetTypeInfo(expression).Type is null;

    private static IEnumerable<Change> ExplicitTypes(Subject subject, Random random) =>
        from name in subject.Nodes<IdentifierNameSyntax>()
        where name.IsVar && name.Parent is not DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax }
        let type = subject.Model(name).GetTypeInfo(name).Type
        where type is { IsAnonymousType: false, TypeKind: not TypeKind.Error }
        select new Change().Replace(name, type!.ToDisplayString(s_full));

    private static IEnumerable<Change> FullTypes(Subject subject, Random random) =>
        from type in subject.Nodes<PredefinedTypeSyntax>()
        where !type.Keyword.IsKind(SyntaxKind.VoidKeyword) && type.FirstAncestorOrSelf<ParameterSyntax>() is not null | type.Parent is PropertyDeclarationSyntax
        select new Change().Replace(type, "global::System." + subject.Model(type).GetTypeInfo(type).Type!.Name);

    private static IEnumerable<Change> FullAttributes(Subject subject, Random random) =>
        from attribute in subject.Nodes<AttributeSyntax>()
        let type = (subject.Meant(attribute) as IMethodSymbol)?.ContainingType
        where type is not null
        select new Change().Replace(attribute.Name, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private static Func<Subject, Random, IEnumerable<Change>> Bodies(Func<string, bool, string?> body) => (subject, _) =>
        from method in subject.Methods()
        where method.Syntax.ExpressionBody is not null && !method.Method.IsAsync && method.Syntax.ExpressionBody.Expression is not (CollectionExpressionSyntax or ImplicitObjectCreationExpressionSyntax)
        let text = body(method.Syntax.ExpressionBody!.Expression.ToString(), method.Method.ReturnsVoid)
            ?? $"{{ {method.Syntax.ReturnType} Inner() => {method.Syntax.ExpressionBody.Expression}; return Inner(); }}"
        select new Change().Replace(method.Syntax.ExpressionBody, text).Replace(method.Syntax.SemicolonToken, "");

    private static IEnumerable<Change> This(Subject subject, Random random) =>
        from method in subject.Methods()
        where method.Method.Has("Captured")
        from call in subject.OverloadCalls(method.Method)
        where call.Expression is SimpleNameSyntax
        select new Change().InsertBefore(call, "this.");

    private static IEnumerable<Change> NamedArguments(Subject subject, Random random) =>
        from method in subject.Methods()
        where method.Method.Has("Captured")
        from call in subject.OverloadCalls(method.Method).Concat(subject.CallsOf(method.Method))
        let called = (IMethodSymbol)subject.Meant(call)!
        let unnamed = call.ArgumentList.Arguments.TakeWhile(a => a.NameColon is null).ToArray()
        where unnamed.Length > 0
        select unnamed.Select((a, i) => (a, i)).Aggregate(new Change(), (change, a) => change.InsertBefore(a.a, called.Parameters[a.i].Name + ": "));

    private static IEnumerable<Change> New(Subject subject, Random random) =>
        from made in subject.Nodes<ImplicitObjectCreationExpressionSyntax>()
        let type = subject.Model(made).GetTypeInfo(made).Type!
        select new Change().Replace(made.NewKeyword, $"new {type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}");

    private static IEnumerable<Change> Accessors(Subject subject, Random random) =>
        from entry in subject.Entries()
        where entry.Syntax.AccessorList!.Accessors.All(a => a.Body is null && a.ExpressionBody is null)
        select new Change().Replace(entry.Syntax.AccessorList, "{ set; get; }");

    private static IEnumerable<Change> Keys(Subject subject, Random random) =>
        from attribute in subject.Nodes<AttributeSyntax>()
        where attribute.Name.ToString() == "FromConfig"
        let argument = attribute.ArgumentList!.Arguments[0].Expression
        let key = (string)subject.Model(argument).GetConstantValue(argument).Value!
        from spelled in new[] { key.ToUpperInvariant(), key.Replace('_', '-'), key.Replace("_", ""), key.Insert(1, "_") }
        select new Change().Replace(argument, $"\"{spelled}\"");

    private static IEnumerable<Change> Updates(Subject subject, Random random) =>
        from call in subject.GeneratedCalls("Parse")
        from literal in call.ArgumentList.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>()
        let text = literal.Token.ValueText
        let key = text.Split('=')[0]
        from spelled in new[] { key.ToUpperInvariant(), key.Replace('_', '-'), key.Replace("_", "") }
        where !key.Contains("weights")
        select new Change().Replace(literal, $"\"{spelled}{text[key.Length..]}\"");

    private static IEnumerable<Change> Internal(Subject subject, Random random) =>
        from method in subject.Methods()
        where method.Method.GetAttributes().Length > 0
        from keyword in method.Syntax.Modifiers.Where(m => m.IsKind(SyntaxKind.PrivateKeyword))
        select new Change().Replace(keyword, "internal");
}

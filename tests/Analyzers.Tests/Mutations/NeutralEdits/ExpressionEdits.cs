using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>The same code in other words.</summary>
internal static class ExpressionEdits
{
    private static readonly SymbolDisplayFormat s_full = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    public static IEnumerable<NeutralEditKind> Kinds =>
        [
            new("type in place of var", ExplicitTypes),
            new("type by its full name", FullTypes),
            new("attribute by its full name", FullAttributes),
            new("body in braces", Bodies((result, isVoid) => isVoid ? $"{{ {result}; }}" : $"{{ return {result}; }}")),
            new(
                "result by way of a variable",
                Bodies((result, isVoid) => isVoid ? $"{{ {result}; return; }}" : $"{{ var result = ({result}); return result; }}")
            ),
            new(
                "result by way of a local function",
                Bodies((result, isVoid) => isVoid ? $"{{ void Inner() => {result}; Inner(); }}" : null)
            ),
            new(
                "result in parentheses",
                (s, _) =>
                    s.Nodes<ReturnStatementSyntax>()
                        .Where(r => r.Expression is not null and not CollectionExpressionSyntax && !HasConversion(s, r.Expression!))
                        .Select(r => new Change().InsertBefore(r.Expression!, "(").InsertAfter(r.Expression!, ")"))
            ),
            new("call with this", This),
            new("call with named arguments", NamedArguments),
            new("new with its type", New),
            new("accessors in another order, set for init", Accessors),
            new("key in another spelling", Keys),
            new("update string in another spelling", Updates),
            new("internal in place of private", Internal),
            new(
                "sealed left out",
                (s, _) =>
                    s.Types()
                        .SelectMany(t =>
                            t.Syntax.Modifiers.Where(m => m.IsKind(SyntaxKind.SealedKeyword))
                                .Select(m => new Change().Replace(t.Syntax.SyntaxTree, m.FullSpan, ""))
                        )
            ),
        ];

    private static bool HasConversion(TestProgram program, ExpressionSyntax expression) =>
        program.Model(expression).GetTypeInfo(expression).Type is null;

    private static IEnumerable<Change> ExplicitTypes(TestProgram program, Random random) =>
        from name in program.Nodes<IdentifierNameSyntax>()
        where name.IsVar && name.Parent is not DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax }
        let type = program.Model(name).GetTypeInfo(name).Type
        where type is { IsAnonymousType: false, TypeKind: not TypeKind.Error }
        select new Change().Replace(name, type!.ToDisplayString(s_full));

    private static IEnumerable<Change> FullTypes(TestProgram program, Random random) =>
        from type in program.Nodes<PredefinedTypeSyntax>()
        where
            !type.Keyword.IsKind(SyntaxKind.VoidKeyword)
            && type.FirstAncestorOrSelf<ParameterSyntax>() is not null | type.Parent is PropertyDeclarationSyntax
        select new Change().Replace(type, "global::System." + program.Model(type).GetTypeInfo(type).Type!.Name);

    private static IEnumerable<Change> FullAttributes(TestProgram program, Random random) =>
        from attribute in program.Nodes<AttributeSyntax>()
        let type = (program.Meant(attribute) as IMethodSymbol)?.ContainingType
        where type is not null
        select new Change().Replace(attribute.Name, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private static Func<TestProgram, Random, IEnumerable<Change>> Bodies(Func<string, bool, string?> body) =>
        (program, _) =>
            from method in program.Methods()
            where
                method.Syntax.ExpressionBody is not null
                && !method.Method.IsAsync
                && method.Syntax.ExpressionBody.Expression is not (CollectionExpressionSyntax or ImplicitObjectCreationExpressionSyntax)
            let text = body(method.Syntax.ExpressionBody!.Expression.ToString(), method.Method.ReturnsVoid)
                ?? $"{{ {method.Syntax.ReturnType} Inner() => {method.Syntax.ExpressionBody.Expression}; return Inner(); }}"
            select new Change().Replace(method.Syntax.ExpressionBody, text).Replace(method.Syntax.SemicolonToken, "");

    private static IEnumerable<Change> This(TestProgram program, Random random) =>
        from method in program.Methods()
        where method.Method.Has("Captured")
        from call in program.OverloadCalls(method.Method)
        where call.Expression is SimpleNameSyntax
        select new Change().InsertBefore(call, "this.");

    private static IEnumerable<Change> NamedArguments(TestProgram program, Random random) =>
        from method in program.Methods()
        where method.Method.Has("Captured")
        from call in program.OverloadCalls(method.Method).Concat(program.CallsOf(method.Method))
        let called = (IMethodSymbol)program.Meant(call)!
        let unnamed = call.ArgumentList.Arguments.TakeWhile(a => a.NameColon is null).ToArray()
        where unnamed.Length > 0
        select unnamed
            .Select((a, i) => (a, i))
            .Aggregate(new Change(), (change, a) => change.InsertBefore(a.a, called.Parameters[a.i].Name + ": "));

    private static IEnumerable<Change> New(TestProgram program, Random random) =>
        from made in program.Nodes<ImplicitObjectCreationExpressionSyntax>()
        let type = program.Model(made).GetTypeInfo(made).Type!
        select new Change().Replace(made.NewKeyword, $"new {type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}");

    private static IEnumerable<Change> Accessors(TestProgram program, Random random) =>
        from entry in program.Entries()
        where entry.Syntax.AccessorList!.Accessors.All(a => a.Body is null && a.ExpressionBody is null)
        select new Change().Replace(entry.Syntax.AccessorList, "{ set; get; }");

    private static IEnumerable<Change> Keys(TestProgram program, Random random) =>
        from attribute in program.Nodes<AttributeSyntax>()
        where attribute.Name.ToString() == "FromConfig"
        let argument = attribute.ArgumentList!.Arguments[0].Expression
        let key = (string)program.Model(argument).GetConstantValue(argument).Value!
        from spelled in new[] { key.ToUpperInvariant(), key.Replace('_', '-'), key.Replace("_", ""), key.Insert(1, "_") }
        select new Change().Replace(argument, $"\"{spelled}\"");

    private static IEnumerable<Change> Updates(TestProgram program, Random random) =>
        from call in program.GeneratedCalls("Parse")
        from literal in call.ArgumentList.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>()
        let text = literal.Token.ValueText
        let key = text.Split('=')[0]
        from spelled in new[] { key.ToUpperInvariant(), key.Replace('_', '-'), key.Replace("_", "") }
        where !key.Contains("weights")
        select new Change().Replace(literal, $"\"{spelled}{text[key.Length..]}\"");

    private static IEnumerable<Change> Internal(TestProgram program, Random random) =>
        from method in program.Methods()
        where method.Method.GetAttributes().Length > 0
        from keyword in method.Syntax.Modifiers.Where(m => m.IsKind(SyntaxKind.PrivateKeyword))
        select new Change().Replace(keyword, "internal");
}

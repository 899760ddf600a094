using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

internal static class ArgumentSyntaxes
{
    /// <summary>The list with more arguments at its end, each written <c>name: value</c>; type names and <c>this</c> are cut down to what is needed.</summary>
    public static ArgumentListSyntax With(this ArgumentListSyntax list, IEnumerable<string> added)
    {
        var arguments = list.Arguments.GetWithSeparators();
        var end = list.Arguments.LastOrDefault()?.GetTrailingTrivia() ?? default;
        if (list.Arguments.Count > 0)
            arguments = arguments.Replace(arguments.Last(), list.Arguments.Last().WithoutTrailingTrivia());
        foreach (var argument in SyntaxFactory.ParseArgumentList($"({string.Join(", ", added)})").Arguments)
        {
            if (arguments.Count > 0)
                arguments = arguments.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            arguments = arguments.Add(argument.WithExpression(TypeNames.ToSimplify(argument.Expression)));
        }

        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.Replace(arguments.Last(), arguments.Last().AsNode()!.WithTrailingTrivia(end))));
    }
}

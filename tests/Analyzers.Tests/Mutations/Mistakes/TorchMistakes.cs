using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Calls of TorchSharp with another meaning than the writer's.</summary>
internal static class TorchMistakes
{
    public static IEnumerable<MistakeKind> Kinds => [new("dropout rate that is the share to keep", KeptShare)];

    private static IEnumerable<Mistake> KeptShare(TestProgram program, Random random) =>
        from call in program.Nodes<InvocationExpressionSyntax>()
        where call.Name().ToString() == "Dropout"
        select new Mistake("GEN025", new Change().Replace(call.ArgumentList.Arguments[0], "$$0.9"));
}

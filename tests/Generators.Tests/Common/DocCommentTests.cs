using Gen.Generators.Common;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Tests.Common;

public class DocCommentTests
{
    [Theory]
    [InlineData("/// <summary>Step size.</summary>", "Step size.")]
    [InlineData("/// <summary>  Step\t size. </summary>", "Step size.")]
    [InlineData("/// <summary>\n/// Step\n/// size.\n/// </summary>", "Step size.")]
    [InlineData("/// <summary>Of <see cref=\"A.B\"/>.</summary>", "Of B.")]
    [InlineData("/// <summary>Less &lt; more.</summary>", "Less < more.")]
    [InlineData("/// <summary><para>First.</para><para>Second.</para></summary>", "First.")]
    [InlineData("/// <summary></summary>", null)]
    [InlineData("/// <remarks>Aside.</remarks>\n/// <summary>Step size.</summary>", "Step size.")]
    [InlineData("// <summary>No doc.</summary>\n/// <summary>Step size.</summary>", "Step size.")]
    [InlineData("// <summary>No doc.</summary>", null)]
    [InlineData("/** <summary>Step size.</summary> */", "Step size.")]
    [InlineData("/* <summary>No doc.</summary> */\n/// <summary>Step size.</summary>", "Step size.")]
    [InlineData("/// Step size.", "Step size.")]
    [InlineData("/// <summary>Step size.", "Step size.")]
    [InlineData("// what a / b means", null)]
    [InlineData("", null)]
    public void Summary_IsFirstParagraphOnOneLine(string comment, string? summary)
    {
        var tree = CSharpSyntaxTree.ParseText($"class C\n{{\n{comment}\n    [System.Obsolete] public int P {{ get; }}\n}}");
        var compilation = CSharpCompilation.Create("Docs", [tree]);
        Assert.Equal(summary, DocComment.Summary(compilation.GetTypeByMetadataName("C")!.GetMembers("P").Single(), default));
    }
}

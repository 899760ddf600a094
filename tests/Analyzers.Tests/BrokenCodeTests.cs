using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Tests;

/// <summary>Code is broken most of the time while it is being typed: no rule may crash on it (AD0001).</summary>
public class BrokenCodeTests
{
    private const int PerProgram = 6;

    public static TheoryData<string> Ids => DescriptorsTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task WhenTokensAreDeletedRepeatedOrSwappedNoRuleCrashes(string id)
    {
        var random = new Random(int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture));
        var page = DocumentationPage.Read(id);
        for (var i = 0; i < PerProgram; i++)
        {
            var text = Mutilate(i % 2 == 0 ? page.Wrong : page.Right, random);
            var reported = await Verify.Diagnostics(Compiled.With([("Broken.cs", text)]));
            Assert.True(reported.All(d => d.Id != "AD0001"), string.Join('\n', reported.Where(d => d.Id == "AD0001").Select(d => d.ToString()).Append(text)));
        }
    }

    private static string Mutilate(string text, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Select(t => t.ToFullString()).ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(tokens.Count - 1);
            switch (random.Next(3))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                default:
                    (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                    break;
            }
        }

        return string.Concat(tokens);
    }
}

using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Contract;

public class MemberListTests
{
    [Fact]
    public void TheBindingsSurfaceIsTheListOfMembers()
    {
        using var stream = typeof(MemberListTests).Assembly.GetManifestResourceStream("members.txt")!;
        var listed = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToList();
        var present = PublicSurface.Of(typeof(torch).Assembly);
        Assert.Empty(present.Except(listed).Select(l => $"not listed in src/LibTorch/members.txt: {l}"));
        Assert.Empty(listed.Except(present).Select(l => $"listed, but not in the binding: {l}"));
        Assert.Equal(listed.Order(StringComparer.Ordinal), listed);
    }
}

using Gen.Runtime.Tests.Configuration.Subjects;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>Members of enums are given by name, and exactly where keys would not tell them apart.</summary>
public class EnumTextTests
{
    [Theory]
    [InlineData("ReLU", Activation.ReLU)]
    [InlineData("Relu", Activation.Relu)]
    [InlineData("Re_Lu", Activation.Re_Lu)]
    [InlineData("'Relu'", Activation.Relu)]
    [InlineData("gelu", Activation.GELU)]
    [InlineData("tanh", Activation.Tanh)]
    [InlineData("_", Activation._)]
    public void Member_NamedExactlyOrAlone_IsRead(string text, Activation expected)
    {
        Assert.Equal(expected, Lookalikes.Parse($"activation={text}").Activation);
        Assert.Equal(expected, Lookalikes.FromJson(Lookalikes.Parse($"activation={text}").ToJson()).Activation);
        Assert.Equal([expected, expected], Lookalikes.Parse($"layers=[{text},{text}]").Layers);
    }

    [Theory]
    [InlineData("activation=relu", "Entry 'activation' must be one of Tanh, ReLU, Relu, Re_Lu, GELU, _, but was 'relu'."
        + " Did you mean 'ReLU', 'Relu' or 'Re_Lu'?")]
    [InlineData("activation=RE-LU", "Did you mean 'ReLU', 'Relu' or 'Re_Lu'?")]
    [InlineData("no_activation=relu", "Did you mean 'ReLU', 'Relu' or 'Re_Lu'?")]
    [InlineData("layers=tanh,relu", "'layers.1' is 'relu'. Did you mean 'ReLU', 'Relu' or 'Re_Lu'?")]
    [InlineData("marks=A,b,c", "but was 'A,b,c'.")]
    [InlineData("activation=", "but was ''.")]
    [InlineData("activation=-", "but was '-'.")]
    [InlineData("activation=tahn", "Did you mean 'Tanh'?")]
    public void Member_NamedLikeSeveralOrNone_IsRefused(string update, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => Lookalikes.Parse(update)).Message);

    [Theory]
    [InlineData("color=7", "Entry 'color' must be one of Red, DarkGreen, Blue, Azure, but was '7'. Did you mean 'Blue'?")]
    [InlineData("color=0", "Did you mean 'Red'?")]
    [InlineData("color=2", "but was '2'.")]
    [InlineData("color=99", "but was '99'.")]
    [InlineData("access=9", "Did you mean 'Read, Delete'?")]
    [InlineData("access=read,2", "but was 'read,2'. Did you mean 'Write'?")]
    [InlineData("access=read,", "but was 'read,'.")]
    [InlineData("access=read,delet", "but was 'read,delet'. Did you mean 'Delete'?")]
    [InlineData("access=00", "but was '00'.")]
    [InlineData("tiny=-128", "Did you mean 'Least'?")]
    [InlineData("huge=0", "Did you mean 'None'?")]
    [InlineData("no_color=7", "or null, but was '7'. Did you mean 'Blue'?")]
    [InlineData("colors=red,7", "'colors.1' is '7'. Did you mean 'Blue'?")]
    [InlineData("rights.x=1", "Entry 'rights.x' must be one of Read, Write, ReadWrite, Delete, All, but was '1'. Did you mean 'Read'?")]
    public void Member_GivenByNumber_IsRefused(string update, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => Everything.Parse(update)).Message);

    [Fact]
    public void Flags_WithLookalikes_AreReadBack()
    {
        foreach (var marks in Enumerable.Range(0, 8).Select(i => (Marks)i))
            Assert.Equal(marks, Lookalikes.FromJson(new Lookalikes { Marks = marks }.ToJson()).Marks);
    }

    [Fact]
    public void ValueWithoutName_SetByCode_IsReadBack()
    {
        var config = new Everything { Color = (Color)99, Access = (Access)65, Tiny = (Tiny)(-5), Huge = (Huge)(ulong.MaxValue - 1) };
        var read = Everything.FromJson(config.ToJson());

        Assert.Equal((config.Color, config.Access, config.Tiny, config.Huge), (read.Color, read.Access, read.Tiny, read.Huge));
    }

    [Theory]
    [InlineData("""{ "color": 7 }""", "but was 7. Did you mean 'Blue'?")]
    [InlineData("""{ "tiny": 300 }""", "but was 300.")]
    [InlineData("""{ "color": 1.5 }""", "but was 1.5.")]
    public void JsonNumber_OfMemberOrOutOfRange_IsRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => Everything.FromJson(json)).Message);
}

using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>An update of one item of a list: <c>tags.0=x</c>.</summary>
public class ListItemTests
{
    [Theory]
    [InlineData("1,2,3", "ints.0=7", "7 2 3")]
    [InlineData("1,2,3", "ints.2=-1", "1 2 -1")]
    [InlineData("1,2,3", "Ints.1=1_000", "1 1000 3")]
    public void Item_IsSet(string list, string update, string expected) =>
        Assert.Equal(expected, string.Join(' ', Everything.Parse("ints=" + list, update).Ints));

    [Fact]
    public void Items_OfOtherTypes_AreReadAsInLists()
    {
        var config = Everything.Parse(
            "maybe_doubles=1,2", "maybe_doubles.1=null", "no_texts=a,b,c", "no_texts.1='x, y'", "no_texts.2=null",
            "maybe_texts=a,b", "maybe_texts.0=null", "maybe_texts.1='null'", "colors=red,red", "colors.1=blue");
        Assert.Equal([1, null], config.MaybeDoubles);
        Assert.Equal(["a", "x, y", "null"], config.NoTexts!);
        Assert.Equal([null, "null"], config.MaybeTexts);
        Assert.Equal([Color.Red, Color.Blue], config.Colors);
    }

    [Theory]
    [InlineData("ints.0=1", "Entry 'ints.0' does not exist: 'ints' has no items.")]
    [InlineData("ints=1;ints.1=1", "Entry 'ints.1' does not exist: 'ints' has the item 0 only.")]
    [InlineData("ints=1,2;ints.9999999999=1", "Entry 'ints.9999999999' does not exist.")]
    [InlineData("ints=1,2;ints.2=1", "Entry 'ints.2' does not exist: 'ints' has the items 0 to 1.")]
    [InlineData("ints=1,2;ints.1=x", "Entry 'ints.1' must be an integer from -2147483648 to 2147483647, but was 'x'.")]
    [InlineData("ints=1,2;ints.1=2.0", "but was '2.0'. Did you mean '2'?")]
    [InlineData("ints=1,2;ints.-1=1", "Entry 'ints.-1' does not exist.")]
    [InlineData("ints=1,2;ints.1.0=1", "Entry 'ints.1.0' does not exist.")]
    [InlineData("no_dates.0=2026-01-31", "Entry 'no_dates.0' does not exist.")]
    [InlineData("signed32.0=1", "Entry 'signed32.0' does not exist.")]
    public void Item_ThatIsNone_IsRefused(string updates, string message) => Assert.StartsWith(
        message.StartsWith('E') ? message : "",
        Assert.Throws<ConfigException>(() => Everything.Parse(updates.Split(';'))).Message);

    [Fact]
    public void WrongItemOfAFile_IsNamedByItsPath()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("trial.json", """{"ints": [1, 2, "x"]}""");
        var error = Assert.Throws<ConfigException>(() => Everything.Parse(file)).Message;
        Assert.StartsWith($"{file}: Entry 'ints' must be a list", error);
        Assert.EndsWith("'ints.2' is '\"x\"'.", error);
    }
}

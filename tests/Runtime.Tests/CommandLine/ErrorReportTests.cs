using Gen.CommandLine;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary>The lines that name an error.</summary>
public class ErrorReportTests
{
    [Theory]
    [InlineData("Entry 'a\u001b[2Jb' does not exist.", "error: Entry 'a\\u001b[2Jb' does not exist.\n")]
    [InlineData("Entry 'a\u202eb' does not exist.", "error: Entry 'a\\u202eb' does not exist.\n")]
    [InlineData("Entry 'a\rb' does not exist.", "error: Entry 'a\\u000db' does not exist.\n")]
    [InlineData("Entry 'größe\tß' does not exist.", "error: Entry 'größe\tß' does not exist.\n")]
    [InlineData("First.\r\nSecond.", "error: First.\nerror: Second.\n")]
    public void Text_ControlCharacters_AreShownEscaped(string message, string expected) =>
        Assert.Equal(expected, ErrorReport.Text(new ConfigException(message), debug: false).ReplaceLineEndings("\n"));
}

using Gen.Runtime.Tests.Configuration.Subjects;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>The texts of lists and quoted strings are read to their ends, or refused.</summary>
public class ListTextTests
{
    [Theory]
    [InlineData("[x,y", "Its bracket is not closed. Did you mean '[x,y]'?")]
    [InlineData("x,y]", "Its bracket is not opened. Did you mean '[x,y]'?")]
    [InlineData("[", "Its bracket is not closed. Did you mean '[]'?")]
    [InlineData("]", "Its bracket is not opened. Did you mean '[]'?")]
    [InlineData("[x,y] z", "There is text after the closing bracket.")]
    [InlineData("[x],[y]", "Item 1 has a bracket alone; write it in quotes.")]
    [InlineData("[[x],[y]]", "Item 1 is a list; write it in quotes if it is a text.")]
    [InlineData("a[1,2]", "Item 1 has a bracket alone; write it in quotes.")]
    [InlineData("'x,y", "The quote of item 1 is not closed.")]
    [InlineData("x,\"y", "The quote of item 2 is not closed.")]
    [InlineData("['x,y]", "The quote of item 1 is not closed.")]
    [InlineData("'x' y,z", "There is text after the closing quote of item 1.")]
    [InlineData("'it's'", "There is text after the closing quote of item 1.")]
    [InlineData("x,,y", "Item 2 is empty; an empty text is written ''.")]
    [InlineData("[,]", "Item 1 is empty; an empty text is written ''.")]
    [InlineData("x,y,", "Item 3 is empty; an empty text is written ''.")]
    [InlineData(" , x", "Item 1 is empty; an empty text is written ''.")]
    public void List_NotWellFormed_IsRefused(string text, string problem)
    {
        foreach (var key in new[] { "maybe_texts", "no_texts", "ints" })
        {
            var error = Assert.Throws<ConfigException>(() => Everything.Parse($"{key}={text}")).Message;
            Assert.Contains($"Entry '{key}' must be a list such as [a, b], each item ", error);
            Assert.Contains(key == "ints" ? problem.Split('?')[0].Split(" Did")[0] : problem, error);
        }
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("", "")]
    [InlineData(" [ ] ", "")]
    [InlineData("''", "|")]
    [InlineData("['', \"\"]", "||")]
    [InlineData("a b, c ", "a b|c|")]
    [InlineData("'it''s', \"say \"\"no\"\"\"", "it's|say \"no\"|")]
    [InlineData("[ 'a,b' , \"[c]\" ]", "a,b|[c]|")]
    [InlineData("a[0],b[1]", "a[0]|b[1]|")]
    [InlineData("[a[0],b[1]]", "a[0]|b[1]|")]
    [InlineData("x=1,it's", "x=1|it's|")]
    [InlineData("C:\\new,'D:\\'", "C:\\new|D:\\|")]
    [InlineData("' a '", " a |")]
    [InlineData("'null'", "null|")]
    public void List_WellFormed_IsReadAsWritten(string text, string items) =>
        Assert.Equal(items, string.Concat(Everything.Parse($"maybe_texts={text}").MaybeTexts.Select(t => t + "|")));

    [Theory]
    [InlineData("'tis", "Entry 'text' must be a string, but was ''tis'. A text in quotes ends with its quote. Did you mean \"'tis\"?")]
    [InlineData("'", "A text in quotes ends with its quote. Did you mean \"'\"?")]
    [InlineData("'a' and 'b'", "A text in quotes ends with its quote. Did you mean \"'a' and 'b'\"?")]
    [InlineData("\"a\" b", "Did you mean '\"a\" b'?")]
    [InlineData("'a\" b", "Did you mean '''a\" b'?")]
    [InlineData("'it's'", "Did you mean 'it''s'?")]
    public void String_WithAQuoteLeftOpen_IsRefused(string text, string message)
    {
        Assert.Contains(message, Assert.Throws<ConfigException>(() => Everything.Parse($"text={text}")).Message);
        Assert.Contains("or null, but was", Assert.Throws<ConfigException>(() => Everything.Parse($"no_text={text}")).Message);
        Assert.Contains("Entry 'no_names.a' must be", Assert.Throws<ConfigException>(() => Everything.Parse($"no_names.a={text}")).Message);
    }

    [Theory]
    [InlineData("it's", "it's")]
    [InlineData("'it''s'", "it's")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("''''", "'")]
    [InlineData("''", "")]
    [InlineData(" 'a'", " 'a'")]
    [InlineData("[x", "[x")]
    public void String_WithQuotes_IsReadAsWritten(string text, string expected) =>
        Assert.Equal(expected, Everything.Parse($"text={text}").Text);
}

using ApiDocsSample.Words;
using Xunit;

namespace Gen.Samples.Tests.Words;

public class TokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" .,;!\r\n", "")]
    [InlineData("Gets the value.", "gets the value")]
    [InlineData("read-only (or not)", "read only or not")]
    [InlineData("XmlReader", "xmlreader xml reader")]
    [InlineData("a TextReader reads", "a textreader text reader reads")]
    [InlineData("XML URI", "xml uri")]
    [InlineData("XMLReader", "xmlreader xml reader")]
    [InlineData("IEnumerable", "ienumerable i enumerable")]
    [InlineData("isReady", "isready is ready")]
    [InlineData("UInt32 SHA256", "uint32 u int32 sha256")]
    [InlineData("op_Implicit", "op implicit")]
    [InlineData("Größe über ΣΕΛΊΔΑ 数学", "größe über σελίδα 数学")]
    [InlineData("cafe\u0301 हिन्दी 𝒳yz", "cafe\u0301 हिन्दी 𝒳yz")]
    [InlineData("great😀news 😀", "great news")]
    public void TextIsSplitIntoLowerCaseWordsAndCompoundNamesIntoTheirPartsToo(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Tokenizer.Tokenize(text)));
}

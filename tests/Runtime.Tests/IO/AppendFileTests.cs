using Gen.IO;
using Gen.Runtime.Tests.Observers;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.IO;

public class AppendFileTests
{
    [Fact]
    public void Flush_AfterPartialWrite_TruncatesTheRest()
    {
        using var folder = TempFolder.ForCaller();
        var path = folder.In("lines");
        var file = new AppendFile(path);
        file.Append("first\n");
        file.Flush();
        File.Move(path, folder.In("kept"));
        File.CreateSymbolicLink(path, "/dev/full");
        file.Append("second\n");
        Assert.ThrowsAny<IOException>(file.Flush);
        File.Delete(path);
        // As after a write that was cut off in the middle of the line by a full disk.
        File.WriteAllText(path, "sec");
        file.Flush();
        Assert.Equal("second\n", File.ReadAllText(path));
    }

    [Fact]
    public void Append_BuffersUpToALimitAndCountsTheRest()
    {
        using var folder = TempFolder.ForCaller();
        var path = folder.In("missing", "lines");
        var file = new AppendFile(path);
        var line = new byte[1 << 20];
        for (var i = 0; i < 6; i++)
            file.Append(line);
        Assert.Equal(2 << 20, file.Lost);
        Directory.CreateDirectory(folder.In("missing"));
        file.Flush();
        Assert.Equal(AppendFile.MaxBacklog, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData("1%\r2%\r100%\nend", "100%\nend")]
    [InlineData("before\n1%\r2%", "before\n2%")]
    [InlineData("1%\r2%\r", "2%")]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\n")]
    [InlineData("1%\r\r\nb", "1%\r\nb")]
    [InlineData("\r\r1ä\r2😀\r\n3", "2😀\r\n3")]
    [InlineData("a long line\rshort\n", "short\n")]
    public void OverwrittenLines_KeepTheLastState(string text, string expected)
    {
        using var folder = TempFolder.ForCaller();
        for (var seed = 0; seed < 50; seed++)
        {
            // However the text is divided into writes and flushes.
            var random = new Random(seed);
            var path = folder.In($"lines-{seed}");
            var file = new AppendFile(path, overwritesLines: true);
            for (var at = 0; at < text.Length;)
            {
                var length = random.Next(1, text.Length - at + 1);
                file.Append(text.AsSpan(at, length));
                at += length;
                if (random.Next(2) == 0)
                    file.Flush();
            }

            var whole = file.Length;
            file.Flush();
            Assert.Equal(expected, File.ReadAllText(path));
            Assert.Equal(whole, new FileInfo(path).Length);
        }
    }

    [Fact]
    public void OverwrittenLines_TakeNoSpace()
    {
        using var folder = TempFolder.ForCaller();
        var path = folder.In("lines");
        var file = new AppendFile(path, overwritesLines: true);
        for (var i = 0; i <= 100_000; i++)
        {
            file.Append($"\r{i} of 100000");
            if (i % 30_000 == 0)
                file.Flush();
        }

        file.Append("\n");
        file.Flush();
        Assert.Equal("100000 of 100000\n", File.ReadAllText(path));
    }

    [Fact]
    public void Append_AfterClose_IsIgnored()
    {
        using var folder = TempFolder.ForCaller();
        var file = new AppendFile(folder.In("lines"));
        file.Append("a");
        file.Flush();
        file.Close();
        file.Append("b");
        file.Flush();
        Assert.Equal("a", File.ReadAllText(folder.In("lines")));
    }

    [Fact]
    public void ContinueAt_TruncatesAndEndsThePause()
    {
        using var folder = TempFolder.ForCaller();
        var path = folder.File("lines", "first\nsecond\nthi");
        var file = new AppendFile(path);
        file.Pause();
        file.Append("again\n");
        file.Flush();
        Assert.Equal("first\nsecond\nthi", File.ReadAllText(path));
        Assert.Equal(0, file.ContinueAt(6));
        file.Append("then\n");
        Assert.Equal(11, file.Length);
        file.Flush();
        Assert.Equal(("first\nthen\n", 11), (File.ReadAllText(path), file.Length));
        Assert.Equal(9, file.ContinueAt(20));
        Assert.Equal(11, file.Length);
    }

    [Fact]
    public void CreateAndFlush_WorkWhileTheFileIsRead()
    {
        using var folder = TempFolder.ForCaller();
        var path = Path.Combine(folder.Path, "cout.txt");
        var file = new AppendFile(path);
        file.Create();
        using var reader = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write);
        file.Create();
        file.Append("line\n");
        file.Flush();
        Assert.Equal("line\n", new StreamReader(reader).ReadToEnd());
    }
}

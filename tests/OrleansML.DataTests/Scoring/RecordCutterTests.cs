using System.Text;
using OrleansML.Data.Scoring;
using Xunit;

namespace OrleansML.DataTests.Scoring;

public sealed class RecordCutterTests
{
    [Fact]
    public void TryRead_Csv_KeepsLineEndsInsideQuotes()
    {
        Assert.Equal(
            ["a,b", "1,\"x\ny\"", "2,\"say \"\"hi\"\"\n\"", "3,in\"side", "4,\"\"", "\"5\",\"6\"", "7,last"],
            Cut("\uFEFFa,b\r\n1,\"x\ny\"\n\n2,\"say \"\"hi\"\"\n\"\n3,in\"side\n4,\"\"\n\r\n\"5\",\"6\"\n7,last", quoted: true));
    }

    [Fact]
    public void TryRead_Lines_TakesQuotesForText() => Assert.Equal(["{\"a\":\"", "\"}"], Cut("{\"a\":\"\n\"}\n", quoted: false));

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n\n")]
    public void TryRead_Nothing_IsNoRecord(string text) => Assert.Empty(Cut(text, quoted: true));

    // One byte a read: every place where a buffer may end.
    [Fact]
    public void TryRead_OneByteAtATime_GivesTheSame()
    {
        const string Text = "a,b\n1,\"x\ny\"\n2,\"say \"\"hi\"\"\n\"\n\"\"\n3,z";
        Assert.Equal(Cut(Text, quoted: true), Cut(new Dripping(Encoding.UTF8.GetBytes(Text)), quoted: true));
    }

    [Fact]
    public void Skip_ToAPosition_GoesOnThere()
    {
        var text = Encoding.UTF8.GetBytes("\uFEFFa,b\n1,\"x\ny\"\n2,z\n");
        var first = new RecordCutter(new MemoryStream(text), quoted: true);
        Assert.True(first.TryRead(out _));
        Assert.True(first.TryRead(out _));
        Assert.Equal(3 + 4 + 8, first.Position);

        var second = new RecordCutter(new MemoryStream(text), quoted: true);
        second.Skip(first.Position);
        Assert.True(second.TryRead(out var record));
        Assert.Equal("2,z", Encoding.UTF8.GetString(record));
    }

    [Fact]
    public void TryRead_QuoteThatNeverCloses_IsRefusedBeforeItTakesAllMemory()
    {
        var text = new byte[40 << 20];
        text.AsSpan().Fill((byte)'x');
        text[0] = (byte)'"';
        var error = Assert.Throws<InvalidDataException>(() => new RecordCutter(new MemoryStream(text), quoted: true).TryRead(out _));

        Assert.Contains("more than 16 MiB", error.Message, StringComparison.Ordinal);
    }

    private static List<string> Cut(string text, bool quoted) => Cut(new MemoryStream(Encoding.UTF8.GetBytes(text)), quoted);

    private static List<string> Cut(Stream stream, bool quoted)
    {
        var cutter = new RecordCutter(stream, quoted);
        var records = new List<string>();
        while (cutter.TryRead(out var record))
            records.Add(Encoding.UTF8.GetString(record));
        return records;
    }

    private sealed class Dripping(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}

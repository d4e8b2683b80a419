using System.Globalization;
using OrleansML.Learning.Samples;
using Xunit;

namespace OrleansML.LearningTests.Samples;

public sealed class CardTransactionCsvTests
{
    [Fact]
    public void Write_Rows_ReadBackExactly()
    {
        var rows = CardTransactionGenerator.Generate(new() { Cards = 20, Days = 5, FraudEpisodesPerCardDay = 0.1 });
        using var writer = new StringWriter();

        CardTransactionCsv.Write(writer, rows);

        var lines = writer.ToString().Split('\n');
        string[] header = lines[0].Split(',');
        Assert.Equal(
            "transaction_id,event_time,card_id,transaction_amount,merchant_category,country,channel".Split(','), header[..7]);
        Assert.Equal([.. CardFeatures.Names, "is_fraud"], header[7..]);
        Assert.Equal(rows.Count + 2, lines.Length);
        Assert.Equal("", lines[^1]);
        foreach (var (line, row) in lines.Skip(1).Zip(rows))
        {
            var fields = line.Split(',');
            Assert.Equal(row.Transaction.EventTime, DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture));
            Assert.Equal(row.Transaction.Amount, decimal.Parse(fields[3], CultureInfo.InvariantCulture));
            Assert.Equal(row.Features.ToArray(), fields[7..37].Select(field => float.Parse(field, CultureInfo.InvariantCulture)));
            Assert.Equal(row.IsFraud ? "1" : "0", fields[37]);
        }
    }
}

using System.Globalization;

namespace OrleansML.Learning.Samples;

/// <summary>Writes transactions as comma-separated text: header first, invariant culture, line feeds, ISO 8601 times in UTC.</summary>
public static class CardTransactionCsv
{
    /// <summary>The columns before the features.</summary>
    private const string TransactionColumns = "transaction_id,event_time,card_id,transaction_amount,merchant_category,country,channel";

    /// <summary>Writes the header and one line per row: the payment, its features under their names, and
    /// <c>is_fraud</c> (0 or 1).</summary>
    /// <param name="writer">Where to write; left open.</param>
    /// <param name="rows">The rows, in the order to write them.</param>
    public static void Write(TextWriter writer, IEnumerable<LabelledTransaction> rows)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        writer.Write($"{TransactionColumns},{string.Join(',', CardFeatures.Names)},is_fraud\n");
        foreach (var row in rows)
            WriteRow(writer, row);
    }

    private static void WriteRow(TextWriter writer, LabelledTransaction row)
    {
        var transaction = row.Transaction;
        writer.Write(string.Create(CultureInfo.InvariantCulture,
            $"{transaction.TransactionId},{transaction.EventTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},"));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{transaction.CardId},{transaction.Amount:F2},"));
        writer.Write($"{transaction.Category},{transaction.Country},{transaction.Channel}");
        Span<char> text = stackalloc char[32];
        foreach (var feature in row.Features.Span)
        {
            // The shortest text that reads back as the same float.
            feature.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            writer.Write(',');
            writer.Write(text[..length]);
        }

        writer.Write(row.IsFraud ? ",1\n" : ",0\n");
    }
}

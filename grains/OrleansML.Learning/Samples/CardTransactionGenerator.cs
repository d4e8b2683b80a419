namespace OrleansML.Learning.Samples;

/// <summary>
/// Generates a stream of card payments with features and fraud labels: synthetic data for samples and tests, drawn from
/// habits per card and three patterns of fraud. It stands for no real bank's customers.
/// </summary>
public static class CardTransactionGenerator
{
    /// <summary>Generates the whole stream in order of event time; the same options give the same rows.</summary>
    /// <param name="options">Size and seed; the defaults where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static IReadOnlyList<LabelledTransaction> Generate(CardTransactionGeneratorOptions? options = null)
    {
        options ??= new CardTransactionGeneratorOptions();
        options.Validate();

        var random = new Random(options.Seed);
        var start = options.Start.ToUniversalTime();
        var end = start.AddDays(options.Days);
        var drafts = new List<DraftTransaction>();
        for (var index = 0; index < options.Cards; index++)
        {
            // A source per card: a change to one card's draws leaves the other cards as they were.
            var cardRandom = new Random(random.Next());
            var card = new CardProfile(index, cardRandom);
            drafts.AddRange(DrawCard(card, cardRandom, options, start).Where(draft => draft.EventTime >= start && draft.EventTime < end));
        }

        return Number(drafts);
    }

    private static IEnumerable<DraftTransaction> DrawCard(
        CardProfile card, Random random, CardTransactionGeneratorOptions options, DateTimeOffset start)
    {
        var spending = new HolderSpending(card, random);
        var episodes = new FraudEpisodes(card, random);
        for (var day = 0; day < options.Days; day++)
        {
            var midnight = start.AddDays(day);
            foreach (var draft in spending.DrawDay(midnight))
                yield return draft;

            if (random.NextBoolean(options.FraudEpisodesPerCardDay))
            {
                foreach (var draft in episodes.Draw(midnight))
                    yield return draft;
            }
        }
    }

    private static LabelledTransaction[] Number(List<DraftTransaction> drafts)
    {
        var histories = new Dictionary<string, CardHistory>(StringComparer.Ordinal);
        var rows = new LabelledTransaction[drafts.Count];
        var ordered = drafts.OrderBy(draft => draft.EventTime).ThenBy(draft => draft.Card.CardId, StringComparer.Ordinal);
        foreach (var (index, draft) in ordered.Index())
        {
            var transaction = draft.ToTransaction(index + 1);
            if (!histories.TryGetValue(draft.Card.CardId, out var history))
                histories.Add(draft.Card.CardId, history = new CardHistory(draft.Card));

            var features = new float[CardFeatures.Count];
            CardFeatures.Compute(transaction, history, features);
            history.Add(transaction);
            rows[index] = new LabelledTransaction(transaction, features, draft.Fraud);
        }

        return rows;
    }
}

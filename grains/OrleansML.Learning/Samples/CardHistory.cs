namespace OrleansML.Learning.Samples;

/// <summary>What is known about a card from its holder's contract and its earlier payments, honest or not.</summary>
internal sealed class CardHistory(CardProfile card)
{
    private readonly List<CardTransaction> _lastDay = [];
    private readonly int[] _hours = new int[24];
    private readonly int[] _categories = new int[Enum.GetValues<MerchantCategory>().Length];
    private int _online;
    private double _amountSum;
    private double _logarithmSum;
    private double _logarithmSquareSum;

    public CardProfile Card { get; } = card;

    public int Count { get; private set; }

    public CardTransaction? Last { get; private set; }

    public double LargestAmount { get; private set; }

    public double MeanAmount => Count == 0 ? 0 : _amountSum / Count;

    public double OnlineShare => Count == 0 ? 0 : (double)_online / Count;

    /// <summary>Payments of the 24 hours before the given time, oldest first.</summary>
    public IReadOnlyList<CardTransaction> LastDay(DateTimeOffset now)
    {
        _lastDay.RemoveAll(transaction => now - transaction.EventTime > TimeSpan.FromDays(1));
        return _lastDay;
    }

    /// <summary>How far an amount lies from the card's usual ones, in deviations of the logarithm; 0 without a history.</summary>
    public double LogarithmScore(double amount)
    {
        if (Count < 2)
            return 0;

        var mean = _logarithmSum / Count;
        var variance = _logarithmSquareSum / Count - mean * mean;
        // A few equal amounts would make any other look impossible.
        return (Math.Log(amount) - mean) / Math.Sqrt(Math.Max(variance, 0.1));
    }

    /// <summary>Share of payments made within two hours of the given hour of the day, around midnight too.</summary>
    public double HourShare(int hour)
    {
        if (Count == 0)
            return 0;

        var near = 0;
        for (var shift = -2; shift <= 2; shift++)
            near += _hours[(hour + shift + 24) % 24];
        return (double)near / Count;
    }

    public double CategoryShare(MerchantCategory category) => Count == 0 ? 0 : (double)_categories[(int)category] / Count;

    public DateTimeOffset LocalTime(DateTimeOffset time) => time.AddHours(Card.Home.UtcOffsetHours);

    public void Add(CardTransaction transaction)
    {
        var amount = (double)transaction.Amount;
        var logarithm = Math.Log(amount);
        Count++;
        _amountSum += amount;
        _logarithmSum += logarithm;
        _logarithmSquareSum += logarithm * logarithm;
        LargestAmount = Math.Max(LargestAmount, amount);
        _hours[LocalTime(transaction.EventTime).Hour]++;
        _categories[(int)transaction.Category]++;
        _online += transaction.Channel == PaymentChannel.Online ? 1 : 0;
        _lastDay.Add(transaction);
        Last = transaction;
    }
}

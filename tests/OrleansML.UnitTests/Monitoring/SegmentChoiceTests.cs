using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.UnitTests.Monitoring;

public sealed class SegmentChoiceTests
{
    private const string ToDo = "Correct it, or list the segments of a time.";

    private static readonly IReadOnlyList<string>[] Declared = [["country"], ["country", "hour"], ["shop"]];
    private static readonly string[] Seen = ["country=DE", "country=FR", "country=(missing)", "country=DE,hour=7", "country=FR,hour=8"];

    private static readonly ReferenceProfile Trained = new()
    {
        InputRows = 3,
        PredictionRows = 3,
        Numeric = new Dictionary<string, NumericProfile>(),
        Categorical = new Dictionary<string, CategoricalProfile>
        {
            ["country"] = new() { Count = 3, Missing = 0, Other = 0, Categories = [new CategoryCount("IT", 3)] },
        },
        Predictions = new Dictionary<string, NumericProfile>(),
        Segments = new Dictionary<string, SegmentProfile>
        {
            ["country"] = new([new SegmentValueProfile { Value = "ES", Rows = 3, LabelMeans = [], PredictionMeans = [] }], 0),
        },
    };

    [Theory]
    [InlineData("contry=DE", "'country=DE', 'country=FR', 'country=(missing)', 'country=DE,hour=7', 'country=FR,hour=8'")]
    [InlineData("hour=7", "'country=DE,hour=7', 'country=(missing)', 'country=DE', 'country=FR', 'country=FR,hour=8'")]
    [InlineData("country", "'country=DE', 'country=FR', 'country=(missing)', 'country=DE,hour=7', 'country=FR,hour=8'")]
    public void Explain_OtherColumns_IsRefusedWithThoseThatThereAre(string segment, string nearest) => Assert.Equal(
        $"'segment' is '{segment}', which is no segment of model 'fare': one is a value of 'country' or 'country,hour' or 'shop', written COLUMN=VALUE. The nearest of 5 that were seen: {nearest}. {ToDo}",
        Refusal(segment));

    [Fact]
    public void Explain_NoSegmentsAreKeptApart_IsRefused() => Assert.Equal(
        "'segment' is 'country=DE', and no segments of model 'fare' are kept apart: name columns under 'segments' in the monitor definition, or leave 'segment' out.",
        Refused(new SegmentChoice("fare", [], [], null, isAll: true), "country=DE"));

    [Theory]
    [InlineData("country=de", "de", "country", "3 that were seen: 'country=DE', 'country=FR', 'country=(missing)'")]
    [InlineData("country=XX,hour=8", "XX", "country", "2 that were seen: 'country=FR,hour=8', 'country=DE,hour=7'")]
    [InlineData("country=DE,hour=noon", "noon", "hour", "2 that were seen: 'country=DE,hour=7', 'country=FR,hour=8'")]
    public void Explain_ValueThatIsNone_IsRefusedWithTheNearest(string segment, string value, string column, string nearest) => Assert.Equal(
        $"'segment' is '{segment}', and '{value}' is no value of column '{column}' that model 'fare' was given, or that its package tells of. The nearest of {nearest}. {ToDo}",
        Refusal(segment));

    [Theory]
    [InlineData("country=IT")] // A category of training.
    [InlineData("country=ES")] // A segment of training.
    [InlineData("country=(other)")]
    [InlineData("country=(missing),hour=(missing)")]
    [InlineData("country=DE,hour=8")] // Both were seen, and not together.
    [InlineData("country=DE,hour=9")] // A number among numbers.
    [InlineData("shop=b")] // Nothing was counted by shop yet.
    public void Explain_ValueThatThereMayBe_IsSaidToHaveNoPredictions(string segment) =>
        Assert.StartsWith($"There are no predictions of segment '{segment}' in this time, nor in any other window that was looked through. ", Choice(Seen).Explain(segment));

    [Fact]
    public void Explain_NotAllWereLookedThrough_IsNotRefused() => Assert.Equal(
        "There are no predictions of segment 'country=XX' in this time, nor in any other window that was looked through. The nearest of 3 that were seen: 'country=DE', 'country=FR', 'country=(missing)'.",
        Choice(Seen, isAll: false).Explain("country=XX"));

    [Fact]
    public void Explain_ValuesBeyondTheMostThatAreKeptApart_IsNotRefused() =>
        Assert.StartsWith("There are no predictions of segment 'country=XX' in this time", Choice([.. Seen, "country=(other)"]).Explain("country=XX"));

    private static SegmentChoice Choice(string[] seen, bool isAll = true) => new("fare", Declared, seen, Trained, isAll);

    private static string Refusal(string segment) => Refused(Choice(Seen), segment);

    private static string Refused(SegmentChoice choice, string segment)
    {
        var exception = Assert.Throws<OrleansMLException>(() => choice.Explain(segment));
        Assert.Equal(ErrorCode.InvalidRequest, exception.Code);
        return exception.Message;
    }
}

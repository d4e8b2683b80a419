using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Views;

public sealed class FeatureViewCompatibilityTests
{
    private static readonly ModelFeatureUse[] Uses =
    [
        new("fraud/1", ["share", "merchants_1d"]),
        new("limits/3", ["credit_limit"]),
        new("channels/1", ["channel"]),
    ];

    [Theory]
    [InlineData("ttl: 1h", "ttl: 5m")]
    [InlineData("maximum: 100000", "maximum: 200000")]
    [InlineData("[web, chip]", "[web, chip, cash]")]
    [InlineData("opened: { type: timestamp }", "opened: { type: string }")]
    [InlineData("timeout: 200ms", "timeout: 1s")]
    [InlineData("opened: { type: timestamp }", "opened: { type: timestamp }\n      added: { type: int }")]
    public void Check_HarmlessChange_BreaksNothing(string before, string after) => Assert.Empty(Check(before, after));

    [Theory]
    [InlineData("card_id: string", "card_id: long",
        "fraud/1: the entity key changes from (card_id string) to (card_id long)|limits/3: the entity key changes from (card_id string) to (card_id long)|channels/1: the entity key changes from (card_id string) to (card_id long)")]
    [InlineData("unit: EUR, minimum: 0, maximum: 100000", "unit: USD, minimum: 1, maximum: 100000",
        "fraud/1: 'credit_limit' changes its unit from 'EUR' to 'USD'; 'credit_limit' raises its minimum from 0 to 1|limits/3: 'credit_limit' changes its unit from 'EUR' to 'USD'; 'credit_limit' raises its minimum from 0 to 1")]
    [InlineData("maximum: 100000, default: 500", "maximum: 90000",
        "fraud/1: 'credit_limit' lowers its maximum from 100000 to 90000; 'credit_limit' loses its default '500'|limits/3: 'credit_limit' lowers its maximum from 100000 to 90000; 'credit_limit' loses its default '500'")]
    [InlineData("[web, chip]", "[chip]", "channels/1: 'channel' no longer allows the categories web")]
    [InlineData("merchants_1d: {", "merchants_2d: {", "fraud/1: 'merchants_1d' is removed")]
    [InlineData("length: 1h, hop: 5m", "length: 2h, hop: 5m", "fraud/1: 'amount_1h' changes from sum of 'amount' over 1h by 5m to sum of 'amount' over 2h by 5m")]
    [InlineData("expression: amount_1h / credit_limit", "expression: 2 * amount_1h / credit_limit",
        "fraud/1: 'share' changes its expression from 'amount_1h / credit_limit' to '2 * amount_1h / credit_limit'")]
    [InlineData("amount: { type: double", "amount: { type: float", "fraud/1: 'amount' changes its type from double to float")]
    public void Check_BreakingChange_NamesModelsAndReasons(string before, string after, string expected) =>
        Assert.Equal(expected.Split('|'), Check(before, after));

    private static string[] Check(string before, string after)
    {
        Assert.Contains(before, SampleViews.CardYaml, StringComparison.Ordinal);
        var proposed = FeatureViewReader.Read(SampleViews.CardYaml.Replace(before, after, StringComparison.Ordinal));
        return [.. FeatureViewCompatibility.Check(SampleViews.Card, proposed, Uses).Select(found => $"{found.Model}: {string.Join("; ", found.Reasons)}")];
    }
}

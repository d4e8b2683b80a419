using System.Runtime.InteropServices;
using OrleansML.Learning.Monitoring;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

/// <summary>How often whole definitions are wrong, from windows to incidents, over many seeded windows.</summary>
public sealed class AlarmTrialTests
{
    private const int ReferenceRows = 50_000;

    // Over ten equal bins, half of which gain and half lose this share d, the stability index is 0.5 d ln((1 + d) / (1 - d)): here 0.2 and 0.02.
    private const double TiltOfAFifth = 0.4322651437848635;
    private const double TiltOfAFiftieth = 0.1409498;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Cities = ["Aachen", "Berlin", "Cottbus", "Dresden", "Essen"];

    // By our definitions drift must be large and significant: without the former the significance is the rate.
    [Theory]
    [InlineData("model: m", 0, 0)]
    [InlineData("{ model: m, rules: { drift: { metric: psi, at: 0 } } }", 70, 130)]
    [InlineData("{ model: m, rules: { drift: { metric: chi_square, minimum_effect: 0 } } }", 70, 130)]
    [InlineData("{ model: m, rules: { drift: { metric: chi_square, minimum_effect: 0, correction: bonferroni } } }", 70, 130)]
    [InlineData("{ model: m, rules: { drift: { metric: chi_square } } }", 0, 0)]
    public void Decide_TenThousandWindowsWithoutDrift_AlarmAtMostAsDeclared(string yaml, int fewest, int most)
    {
        // 1 % of 10,000 is 100, give or take three standard deviations of a binomial number.
        const int Windows = 10_000;
        var definition = MonitorDefinitionReader.Read(yaml);
        var trial = new Trial(new Random(11), 0);
        var baseline = trial.Draw(ReferenceRows);
        var (state, alarms) = (new AlarmState(), 0);
        for (var index = 0; index < Windows; index++)
        {
            var decision = Decide(definition, state, index, baseline, trial.Draw(500));
            state = decision.State;
            alarms += decision.Verdicts.Any(static verdict => verdict.IsBad == true) ? 1 : 0;
            Assert.DoesNotContain(decision.Verdicts, static verdict => verdict.IsBad is null);
        }

        Assert.InRange(alarms, fewest, most);
    }

    [Fact]
    public void Decide_StabilityIndexOfAFifth_OpensAnIncidentThatNamesTheColumn()
    {
        var definition = MonitorDefinitionReader.Read("model: m");
        var (same, tilted) = (new Trial(new Random(12), 0), new Trial(new Random(13), TiltOfAFifth));
        var baseline = same.Draw(ReferenceRows);
        var found = 0;
        for (var trial = 0; trial < 1000; trial++)
        {
            var opened = Decide(definition, new AlarmState(), trial, baseline, tilted.Draw(2000)).Transitions;
            found += opened is [{ Kind: AlarmTransitionKind.Opened, Incident.Rule: "drift", Evidence.Columns: [{ Name: "amount" }, ..] }] ? 1 : 0;
        }

        Assert.InRange(found, 950, 1000);
    }

    [Theory]
    [InlineData("psi", 0, false)]
    [InlineData("psi", TiltOfAFiftieth, false)]
    [InlineData("psi", TiltOfAFifth, true)]
    [InlineData("chi_square", TiltOfAFiftieth, false)]
    [InlineData("chi_square", TiltOfAFifth, true)]
    public void Decide_SameDistributions_AreJudgedAlikeWhateverTheirNumberOfRows(string metric, double tilt, bool expected)
    {
        var definition = MonitorDefinitionReader.Read($"{{ model: m, rules: {{ drift: {{ metric: {metric}, columns: [amount] }} }} }}");
        var baseline = new Trial(new Random(14), 0).Draw(ReferenceRows);
        var trial = new Trial(new Random(15), tilt);

        Assert.All(new[] { 1_000, 10_000, 100_000, 1_000_000 }, rows =>
        {
            var verdict = Assert.Single(Decide(definition, new AlarmState(), 0, baseline, trial.Draw(rows)).Verdicts);
            Assert.Equal(expected, verdict.IsBad);
            Assert.Equal(rows, verdict.Evidence!.Rows);
        });
    }

    private static AlarmDecision Decide(
        MonitorDefinition definition, AlarmState state, int index, IReadOnlyDictionary<string, ColumnWindow> baseline, IReadOnlyDictionary<string, ColumnWindow> current)
    {
        var measurements = new List<RuleMeasurement>();
        foreach (var rule in definition.Rules)
        {
            switch (rule.Kind)
            {
                case MonitorRuleKind.Drift or MonitorRuleKind.PredictionDrift:
                    measurements.AddRange(current
                        .Where(column => column.Key == "prediction" == (rule.Kind == MonitorRuleKind.PredictionDrift))
                        .Select(column => RuleMeasurements.Drift(rule, DriftProfile.Own, "all", column.Key, baseline[column.Key], column.Value)));
                    break;
                case MonitorRuleKind.DataQuality:
                    measurements.AddRange(current.Select(column =>
                        RuleMeasurements.Quality(rule, "all", column.Key, column.Value, RuleMeasurements.QualityOf(rule.Metric, baseline[column.Key]))));
                    break;
                default:
                    measurements.Add(new RuleMeasurement { Rule = rule.Name, Value = 0, Rows = current["amount"].Rows });
                    break;
            }
        }

        var start = Start.AddHours(index);
        return AlarmRules.Decide(definition, state, new WindowResult { Start = start, At = start.AddHours(1), Measurements = measurements });
    }

    /// <summary>Windows of one distribution: numbers in ten equal bins of which the upper five gain, categories, and a prediction; 2 % are missing.</summary>
    private sealed class Trial
    {
        private const int TableSize = 1 << 16;

        private static readonly ColumnShape Amounts = ColumnShape.OfNumbers([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        private static readonly ColumnShape Predictions = ColumnShape.OfNumbers([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
        private static readonly ColumnShape CityShape = ColumnShape.OfCategories(Cities);

        private readonly Random _random;
        private readonly double[] _amounts = new double[TableSize];
        private readonly double[] _predictions = new double[TableSize];
        private readonly string?[] _cities = new string?[TableSize];

        public Trial(Random random, double tilt)
        {
            _random = random;
            for (var index = 0; index < TableSize; index++)
            {
                // Evenly spread: the share of each bin is exact, not drawn.
                var even = (index + 0.5) / TableSize;
                var lower = (1 - tilt) / 2;
                _amounts[index] = even < lower ? 5 * even / lower : 5 + (5 * (even - lower) / (1 - lower));
                _predictions[index] = even;
                _cities[index] = index % 50 == 0 ? null : Cities[index % 7 % 5];
            }

            // What is missing must not be all of one bin.
            for (var index = 0; index < TableSize; index += 50)
                _amounts[index] = double.NaN;
        }

        public IReadOnlyDictionary<string, ColumnWindow> Draw(int rows)
        {
            var (amounts, predictions, cities) = (new ColumnWindow(Amounts), new ColumnWindow(Predictions), new ColumnWindow(CityShape));
            var places = new ushort[3 * rows];
            _random.NextBytes(MemoryMarshal.AsBytes(places.AsSpan()));
            for (var row = 0; row < rows; row++)
            {
                amounts.Add(_amounts[places[3 * row]]);
                predictions.Add(_predictions[places[(3 * row) + 1]]);
                cities.Add(_cities[places[(3 * row) + 2]]);
            }

            return new Dictionary<string, ColumnWindow> { ["amount"] = amounts, ["prediction"] = predictions, ["city"] = cities };
        }
    }
}

using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Views;

public sealed class ChangeQueryTests
{
    [Theory]
    [InlineData("select * from t where at >= @watermark order by at limit 100")]
    [InlineData("select * from t where at >= @watermark order by at\nLIMIT 100 OFFSET 0")]
    [InlineData("select * from t where at >= @watermark order by at limit(100)")]
    [InlineData("select * from t where at >= @watermark order by at fetch first 10 rows only")]
    [InlineData("select * from (select * from t limit @limit) x where at >= @watermark order by at limit 100")]
    [InlineData("select * from t where at >= @watermark order by at limit 100 -- not @limit")]
    [InlineData("select * from t where at >= @watermark order by at limit 100 /* @limit */")]
    [InlineData("select * from t where at >= @watermark and note <> '@limit' order by at limit 100")]
    public void HasOwnLimit_LimitWithoutTheParameter_IsTrue(string sql) => Assert.True(ChangeQuery.HasOwnLimit(sql));

    [Theory]
    [InlineData("")]
    [InlineData("select * from t where at >= @watermark order by at")]
    [InlineData("select * from t where at >= @watermark order by at limit @limit")]
    [InlineData("select * from t where at >= @watermark order by at LIMIT least(@LIMIT, 1000)")]
    [InlineData("select * from t where at >= @watermark order by at fetch next (@limit) rows only")]
    [InlineData("select * from t where at >= @watermark order by at limit all")]
    [InlineData("select * from t join lateral (select * from u where u.id = t.id limit 1) u on true where at >= @watermark order by at")]
    [InlineData("select 'x limit 5' as a, \"limit\", $$ limit 5 $$, $q$ limit 5 $q$ from t -- limit 5\n where at >= @watermark /* limit 5 */ order by at")]
    [InlineData("select limits, a_limit, limit_b from t where at >= @watermark order by at")]
    [InlineData("select 'never closed limit 5")]
    public void HasOwnLimit_AnythingElse_IsFalse(string sql) => Assert.False(ChangeQuery.HasOwnLimit(sql));
}

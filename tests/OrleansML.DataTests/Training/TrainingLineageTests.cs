using System.Text;
using OrleansML.Data.Training;
using Xunit;

namespace OrleansML.DataTests.Training;

public sealed class TrainingLineageTests
{
    // The digest of "abc" is that of FIPS 180-4, example one-block message.
    [Fact]
    public void ToJson_Table_HasFilesRowsAndDefinitionButNoFolder()
    {
        var table = new TrainingTable
        {
            Train = new TrainingPart("train.parquet", 7, [4, 3], "1"),
            Validation = new TrainingPart("validation.parquet", 2, [1, 1], "2"),
            Test = new TrainingPart("test.parquet", 3, [2, 1], "3"),
            Sources = [new TrainingSource("/somewhere/b.csv", 12, "ff"), new TrainingSource("/somewhere/a.csv", 34, "ee")],
            Preprocessing = "",
        };

        var lineage = TrainingLineage.Of("abc", table, seed: 5, recipe: "sharded_gradient/1", parentPackage: "dd");

        Assert.Equal(
            """
            {
              "definition": "abc",
              "definition_sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
              "files": [
                {
                  "bytes": 12,
                  "name": "b.csv",
                  "sha256": "ff"
                },
                {
                  "bytes": 34,
                  "name": "a.csv",
                  "sha256": "ee"
                }
              ],
              "parent_package": "dd",
              "recipe": "sharded_gradient/1",
              "rows": {
                "test": 3,
                "train": 7,
                "validation": 2
              },
              "seed": 5
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(lineage.ToJson()));
    }
}
